/// The lists that drive an operator's day: who waits, who left a message, who is owed a call, what
/// I said I would do, who was lost. Each thing stands in one list, and one person has it.
package org.hamroh.day;
