/// What an operator has before the eyes: the desk with the call that rings, what is known of it,
/// the answers to its topic, and the picture of the line.
package org.hamroh.console;
