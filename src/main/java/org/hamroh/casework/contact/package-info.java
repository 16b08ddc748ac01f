/// Contact records: one conversation each, as the operator writes it down, draft by draft.
package org.hamroh.casework.contact;
