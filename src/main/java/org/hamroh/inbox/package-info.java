/// Texts that people write to us: threads for operators, what is answered by itself, and who wants
/// silence.
package org.hamroh.inbox;
