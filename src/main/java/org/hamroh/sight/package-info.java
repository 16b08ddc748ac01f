/// Who sees what of a person: one file, held against everything that leaves the house.
package org.hamroh.sight;
