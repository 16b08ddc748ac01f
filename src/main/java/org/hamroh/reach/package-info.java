/// What a campaign came to: who got it, who did not and why, who rang or said stop after it.
package org.hamroh.reach;
