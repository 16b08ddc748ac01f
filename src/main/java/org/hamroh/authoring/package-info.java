/// Where staff change what callers hear: a draft that is checked, versions that are published,
/// compared and brought back. The line itself (`ivr`, `line`) knows nothing of it; it is handed a
/// finished book.
package org.hamroh.authoring;
