/// What operators write down of a conversation, and the panels and pages on which they do.
package org.hamroh.casework;
