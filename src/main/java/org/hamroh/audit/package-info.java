/// Who looked at what is kept of persons, in a chain that shows every change.
package org.hamroh.audit;
