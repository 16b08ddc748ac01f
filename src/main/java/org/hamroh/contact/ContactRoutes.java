package org.hamroh.contact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.gate.OptOuts;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;

/// Contacts over HTTP: the list (numbers masked), the import of a CSV, and the page with both.
public final class ContactRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);
  private static final int MOST_A_PAGE = 200;
  private static final int USUAL_PAGE = 50;
  private static final int SHOWN_IMPORTS = 5;

  private final Database database;
  private final ContactImport contactImport;
  private final FilterForm form;
  private final AudienceCounts counts;
  private final Imports imports;

  public ContactRoutes(
      Database database,
      ContactImport contactImport,
      FilterForm form,
      AudienceCounts counts,
      Imports imports) {
    this.database = database;
    this.contactImport = contactImport;
    this.form = form;
    this.counts = counts;
    this.imports = imports;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/contacts", ROLES, this::list);
    mount.get("/api/v1/contacts/count", ROLES, this::countJson);
    mount.post("/api/v1/contacts/import", ROLES, ContactImport.MAX_BYTES, this::importCsv);
    mount.get("/contacts", ROLES, this::page);
    mount.get("/contacts/count", ROLES, this::count);
    mount.post("/contacts", ROLES, ContactImport.MAX_BYTES, this::upload);
  }

  /// A contact as others see it.
  ///
  /// @param number    masked
  /// @param consentAt null: no broadcast reaches this person
  public record View(
      long id,
      String number,
      String name,
      String language,
      String country,
      String place,
      String placeId,
      String sex,
      @Nullable Integer birthYear,
      Set<String> tags,
      @Nullable Instant consentAt,
      String consentWay,
      String consentProof,
      @Nullable Instant lastContact,
      boolean optedOut) {}

  /// @param next cursor of the next page, null on the last
  public record Page(List<View> items, long total, @Nullable String next) {}

  private Reply list(Request request) {
    int limit = number(request, "limit", USUAL_PAGE, MOST_A_PAGE);
    long after = number(request, "after", 0, Integer.MAX_VALUE);
    return Reply.json(page(filter(request), after, limit));
  }

  private ContactFilter filter(Request request) {
    return form.read(request);
  }

  private Reply count(Request request) {
    return Reply.page("contact/count.jte", Map.of("count", counts.count(filter(request))));
  }

  private Reply countJson(Request request) {
    return Reply.json(counts.count(filter(request)));
  }

  private Page page(ContactFilter filter, long after, int limit) {
    return database.read(
        handle -> {
          List<View> views = new ArrayList<>();
          for (Contact contact : ContactStore.page(handle, filter, after, limit)) {
            Optional<Contact.Consent> consent = contact.consent();
            views.add(
                new View(
                    contact.id(),
                    contact.number().masked(),
                    contact.name(),
                    contact.language(),
                    contact.country(),
                    contact.place(),
                    contact.placeId(),
                    contact.sex(),
                    contact.birthYear().orElse(null),
                    contact.tags(),
                    consent.map(Contact.Consent::at).orElse(null),
                    consent.map(Contact.Consent::way).orElse(""),
                    consent.map(Contact.Consent::proof).orElse(""),
                    contact.lastContact().orElse(null),
                    OptOuts.since(handle, contact.number()).isPresent()));
          }
          String next = views.size() < limit ? null : Long.toString(views.getLast().id());
          return new Page(views, ContactStore.count(handle, filter), next);
        });
  }

  private static int number(Request request, String name, int otherwise, int most) {
    String text = request.query(name).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new Refusal(400, name + " is " + text + "; give a whole number.");
    }
    return Math.min(Integer.parseInt(text), most);
  }

  private Reply importCsv(Request request) {
    byte[] bytes = request.file("file").orElseGet(request::body);
    String way = request.query("consentWay").or(() -> request.form("consentWay")).orElse("");
    try {
      return Reply.json(contactImport.take("contacts.csv", bytes, way));
    } catch (ProblemsException e) {
      throw new Refusal(422, e.getMessage() + ". Nothing was taken.");
    }
  }

  private Reply page(Request request) {
    return show(request, null, "");
  }

  private Reply upload(Request request) {
    byte[] bytes = request.file("file").orElse(new byte[0]);
    try {
      ImportReport report =
          contactImport.take("contacts.csv", bytes, request.form("consentWay").orElse(""));
      return show(request, report, "");
    } catch (ProblemsException e) {
      return show(request, null, String.valueOf(e.getMessage()));
    }
  }

  private Reply show(Request request, @Nullable ImportReport report, String trouble) {
    long after = number(request, "after", 0, Integer.MAX_VALUE);
    Map<String, Object> parameters = new HashMap<>();
    ContactFilter filter = filter(request);
    parameters.put("contacts", page(filter, after, USUAL_PAGE));
    parameters.put("audience", form.view(filter));
    parameters.put("next", query(request));
    parameters.put("imports", imports.newest(SHOWN_IMPORTS));
    parameters.put("report", Optional.ofNullable(report));
    parameters.put("trouble", trouble);
    return Reply.page("contact/contacts.jte", parameters);
  }

  /// What the next page has to be asked with, beside where it begins.
  private String query(Request request) {
    StringBuilder query = new StringBuilder();
    for (String name : form.names()) {
      request
          .query(name)
          .filter(value -> !value.isBlank())
          .ifPresent(
              value ->
                  query
                      .append(name)
                      .append('=')
                      .append(URLEncoder.encode(value, StandardCharsets.UTF_8))
                      .append('&'));
    }
    return query.toString();
  }
}
