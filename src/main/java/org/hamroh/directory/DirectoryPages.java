package org.hamroh.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.spelling.Fold;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;

/// `/directory`: the organisations that people are sent on to, and the form for what staff have
/// found out by calling one.
public final class DirectoryPages implements Routes {

  /// Before a refusal's key: `directory.phone`.
  private static final String WRONG = "referral.wrong.";

  private final DirectoryRoutes api;
  private final Database database;
  private final Texts texts;

  /// @param api   keeps the same over the API
  /// @param texts with the book `referral`
  public DirectoryPages(DirectoryRoutes api, Database database, Texts texts) {
    this.api = api;
    this.database = database;
    this.texts = texts;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/directory", DirectoryRoutes.READERS, this::list);
    mount.get(
        "/directory/{id}", DirectoryRoutes.KEEPERS, request -> form(request, typed(request), ""));
    mount.post("/directory/{id}", DirectoryRoutes.KEEPERS, this::keep);
  }

  /// @param typed   what stands in the form
  /// @param trouble why it was not kept; empty when all is well
  public record Form(Organisation organisation, Organisation.Contact typed, String trouble) {}

  private Reply list(Request request) {
    String asked = request.query("q").orElse("").strip();
    List<Organisation> found =
        new DirectoryStore(database)
            .find(null, null).stream()
                .filter(
                    one ->
                        asked.isEmpty()
                            || Fold.text(one.nameEn() + " " + one.nameTg() + " " + one.nameRu())
                                .contains(Fold.text(asked)))
                .toList();
    return Reply.page("directory/list.jte", Map.of("asked", asked, "found", found));
  }

  private Organisation organisation(Request request) {
    String id = request.path("id");
    Optional<Organisation> found = database.read(handle -> DirectoryStore.organisation(handle, id));
    return found.orElseThrow(() -> Refusal.notFound("organisation"));
  }

  private Organisation.Contact typed(Request request) {
    Organisation one = organisation(request);
    return new Organisation.Contact(
        one.phone(), one.email(), one.letters(), one.workingHours(), one.sexes());
  }

  private Reply form(Request request, Organisation.Contact typed, String trouble) {
    return Reply.page(
        "directory/one.jte", Map.of("form", new Form(organisation(request), typed, trouble)));
  }

  private Reply keep(Request request) {
    Organisation.Contact typed =
        new Organisation.Contact(
            field(request, "phone"),
            field(request, "email"),
            field(request, "letters"),
            field(request, "workingHours"),
            field(request, "sexes"));
    organisation(request);
    try {
      api.keep(
          request,
          api.contact(
              typed.phone(), typed.email(), typed.letters(), typed.workingHours(), typed.sexes()));
      return new Reply.Redirect("/directory");
    } catch (Refusal refused) {
      if (refused.status() != 422) {
        throw refused;
      }
      return form(
          request,
          typed,
          refused.key().isEmpty()
              ? String.valueOf(refused.getMessage())
              : texts.in(request.language()).of(WRONG + refused.key()));
    }
  }

  private static String field(Request request, String name) {
    return request.form(name).orElse("").strip();
  }
}
