package org.hamroh.store;

/// Where the tables live.
///
/// @param url a JDBC address; a path that begins with `data/` stands in the data folder
public record StoreConfig(String url) {}
