/// The form of a contact record as data: read, checked, kept in versions.
package org.hamroh.casework.form;
