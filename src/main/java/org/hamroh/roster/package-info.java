/// The people behind the telephones: what they can, when they work, who is on call. What the PBX
/// does with it is the room `queue`'s.
@org.jspecify.annotations.NullMarked
package org.hamroh.roster;
