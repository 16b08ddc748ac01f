/// The person at the other end: who is on the line now, and what is remembered until the next call.
package org.hamroh.caller;
