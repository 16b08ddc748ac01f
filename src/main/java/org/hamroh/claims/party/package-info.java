/// Firms, sites and agents that callers name, and what several cases have in common.
package org.hamroh.claims.party;
