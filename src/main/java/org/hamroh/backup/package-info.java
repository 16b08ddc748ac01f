/// Encrypted copies of everything that only this site has, and the way back from one.
package org.hamroh.backup;
