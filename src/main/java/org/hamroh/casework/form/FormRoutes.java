package org.hamroh.casework.form;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;

/// The contact record's form over HTTP: read by those who write records, changed by supervisors.
public final class FormRoutes implements Routes {

  private static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR);
  private static final Set<Role> EDITORS = Set.of(Role.SUPERVISOR);

  private final FormShelf forms;

  public FormRoutes(FormShelf forms) {
    this.forms = forms;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/forms/contact", READERS, request -> Reply.json(forms.current()));
    mount.get("/api/v1/forms/contact/{version}", READERS, this::version);
    mount.post("/api/v1/forms/contact", EDITORS, this::take);
  }

  private Reply version(Request request) {
    String text = request.path("version");
    long version = text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
    if (!forms.has(version)) {
      throw Refusal.notFound("version " + text + " of the form");
    }
    return Reply.json(forms.of(version));
  }

  private Reply take(Request request) {
    try {
      return Reply.created(
          forms.take(
              new String(request.body(), StandardCharsets.UTF_8), request.principal().name()));
    } catch (ProblemsException e) {
      throw new Refusal(
          422, e.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
  }
}
