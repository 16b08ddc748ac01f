@org.jspecify.annotations.NullMarked
package org.hamroh.audit;
