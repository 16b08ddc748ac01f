/// Sealing of what only this site may read: voice messages, notes, numbers.
package org.hamroh.seal;
