/// Erasing a person: what is known of somebody goes from the store, its files, the PBX's files and,
/// by a file of tombstones, from every backup that comes back.
package org.hamroh.erasure;
