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
    mount.get("/api/v1/forms/contact", READERS, request -> json(forms.newest()));
    mount.get("/api/v1/forms/contact/{version}", READERS, this::version);
    mount.post("/api/v1/forms/contact", EDITORS, this::take);
  }

  private Reply version(Request request) {
    String text = request.path("version");
    return json(text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0);
  }

  private Reply json(long version) {
    return Reply.json(
        forms.json(version).orElseThrow(() -> Refusal.notFound("such version of the form")));
  }

  private Reply take(Request request) {
    try {
      ContactForm taken =
          forms.take(
              new String(request.body(), StandardCharsets.UTF_8), request.principal().name());
      return Reply.created(forms.json(taken.version()).orElseThrow());
    } catch (ProblemsException e) {
      throw new Refusal(
          422, e.problems().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }
  }
}
