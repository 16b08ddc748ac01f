/// The line proves that it works: it rings its own numbers as a caller would, hears the greeting
/// and walks to the queue's door.
package org.hamroh.selftest;
