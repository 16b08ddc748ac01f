/// What a send does to the line: the calls that it will cause, the operators that these need, and
/// whether it should go out more slowly.
package org.hamroh.surge;
