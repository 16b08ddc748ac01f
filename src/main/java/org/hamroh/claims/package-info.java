/// Wages that are owed to people: against whom, how much, what was done, what came back.
package org.hamroh.claims;
