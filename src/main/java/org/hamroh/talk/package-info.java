/// What an operator does with a caller during a talk: hold, hand over, a third person, a text.
package org.hamroh.talk;
