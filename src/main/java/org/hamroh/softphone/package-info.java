/// The operator's telephone in the browser: who may register, and that no caller is lost with a
/// page.
package org.hamroh.softphone;
