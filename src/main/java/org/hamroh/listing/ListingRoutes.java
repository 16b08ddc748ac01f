package org.hamroh.listing;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.yaml.ProblemsException;

/// The lists over HTTP: `GET /api/v1/listings?list=vacancies` and what changes them.
public final class ListingRoutes implements Routes {

  static final Set<Role> READERS = Set.of(Role.OPERATOR, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
  static final Set<Role> EDITORS = Set.of(Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);

  private final Lists lists;
  private final ListingTable table;
  private final Texts texts;

  public ListingRoutes(Lists lists, Texts texts) {
    this.lists = lists;
    this.table = new ListingTable(lists);
    this.texts = texts;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/api/v1/listings", READERS, this::list);
    mount.post("/api/v1/listings", EDITORS, this::add);
    mount.get("/api/v1/listings/export", READERS, request -> export(kind(request), table));
    mount.post("/api/v1/listings/import", EDITORS, ListingTable.MAX_BYTES, this::importCsv);
    mount.get("/api/v1/listings/{id}", READERS, this::one);
    mount.post("/api/v1/listings/{id}", EDITORS, this::change);
    mount.post("/api/v1/listings/{id}/remove", EDITORS, this::remove);
  }

  /// An item as the API shows it.
  ///
  /// @param said whether callers hear it today
  public record View(
      long id,
      String list,
      String titleTg,
      String titleRu,
      String placeTg,
      String placeRu,
      String region,
      String country,
      int salary,
      String currency,
      String contact,
      String validUntil,
      boolean example,
      boolean said) {}

  private View view(ListingItem item) {
    return new View(
        item.id(),
        item.kind().word(),
        item.title().tg(),
        item.title().ru(),
        item.place().tg(),
        item.place().ru(),
        item.region(),
        item.country(),
        item.salary(),
        item.currency(),
        item.contact(),
        item.validUntil().toString(),
        item.example(),
        item.isValidOn(lists.today()));
  }

  private Reply list(Request request) {
    return Reply.json(Map.of("items", lists.all(kind(request)).stream().map(this::view).toList()));
  }

  private Reply add(Request request) {
    try {
      ListingDraft draft = request.json(ListingDraft.class);
      return Reply.created(view(lists.add(kind(request), draft, request.principal().name())));
    } catch (ListingFaults e) {
      throw refusal(e);
    }
  }

  private Reply one(Request request) {
    return Reply.json(view(item(request, lists)));
  }

  private Reply change(Request request) {
    try {
      long id = item(request, lists).id();
      ListingDraft draft = request.json(ListingDraft.class);
      return Reply.json(
          view(
              lists
                  .change(id, draft, request.principal().name())
                  .orElseThrow(() -> Refusal.notFound("item " + id))));
    } catch (ListingFaults e) {
      throw refusal(e);
    }
  }

  private Refusal refusal(ListingFaults e) {
    return new Refusal(422, e.sentences(texts.in("en")));
  }

  private Reply remove(Request request) {
    lists.remove(item(request, lists).id());
    return new Reply.NoContent();
  }

  private Reply importCsv(Request request) {
    try {
      ListingTable.Report report =
          table.take(
              kind(request),
              "listings.csv",
              request.file("file").orElseGet(request::body),
              request.principal().name());
      List<Map<String, Object>> refused =
          report.refused().stream()
              .map(
                  row ->
                      Map.<String, Object>of(
                          "line",
                          row.line(),
                          "what",
                          new ListingFaults(row.faults()).sentences(texts.in("en"))))
              .toList();
      return Reply.json(
          Map.of("added", report.added(), "changed", report.changed(), "refused", refused));
    } catch (ProblemsException e) {
      throw new Refusal(422, e.getMessage() + ". Nothing was taken.");
    }
  }

  static Reply export(ListKind kind, ListingTable table) {
    return new Reply.Bytes("text/csv; charset=utf-8", table.of(kind), kind.word() + ".csv");
  }

  /// The list that the address names.
  static ListKind kind(Request request) {
    String word = request.query("list").orElse(ListKind.VACANCIES.word());
    return ListKind.of(word).orElseThrow(() -> Refusal.notFound("list " + word));
  }

  static ListingItem item(Request request, Lists lists) {
    String id = request.path("id");
    return (id.matches("[0-9]{1,18}")
            ? lists.find(Long.parseLong(id))
            : java.util.Optional.<ListingItem>empty())
        .orElseThrow(() -> Refusal.notFound("item " + id));
  }
}
