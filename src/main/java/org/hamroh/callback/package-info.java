/// Calls that we owe: who is to be called back, when, by which way, and what came of it. Nothing
/// leaves from here that has not passed the gate.
@org.jspecify.annotations.NullMarked
package org.hamroh.callback;
