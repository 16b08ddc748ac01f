package org.hamroh.web;

import java.nio.file.Path;
import java.util.Optional;

/// The request as a room's handler sees it.
record HandlerRequest(Visit visit, Gate.Who who, Body content) implements Request {

  @Override
  public Principal principal() {
    return who.principal();
  }

  @Override
  public String path(String name) {
    String value = visit.pathParameters().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.ofNullable(visit.query().get(name));
  }

  @Override
  public Optional<String> form(String name) {
    return Optional.ofNullable(content.form().get(name));
  }

  @Override
  public Optional<byte[]> file(String name) {
    return Optional.ofNullable(content.files().get(name));
  }

  @Override
  public Optional<Path> upload(String name) {
    return Optional.ofNullable(content.uploads().get(name));
  }

  @Override
  public byte[] body() {
    return content.bytes();
  }

  @Override
  public <T> T json(Class<T> type) {
    return Json.read(content.bytes(), type);
  }

  @Override
  public Optional<String> header(String name) {
    return visit.header(name.toLowerCase(java.util.Locale.ROOT));
  }

  @Override
  public Optional<String> session() {
    return who.session().map(Sessions.Session::id);
  }

  @Override
  public String from() {
    return visit.address();
  }

  @Override
  public String language() {
    return Pages.language(visit, Optional.of(who));
  }
}
