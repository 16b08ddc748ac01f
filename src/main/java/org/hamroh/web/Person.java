package org.hamroh.web;

/// Somebody who may use the pages.
///
/// @param principal   login name and roles
/// @param displayName as colleagues know them
/// @param language    in which their pages are shown: `tg`, `ru` or `en`
public record Person(Principal principal, String displayName, String language) {}
