/// A case: what is done for one person until it is known how it ended.
package org.hamroh.cases;
