package org.hamroh.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hamroh.directory.DirectoryStore;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.hamroh.web.Texts;
import org.hamroh.web.Wording;
import org.hamroh.yaml.ProblemsException;

/// The page of the lists: what callers hear, and the form to change it.
public final class ListingPages implements Routes {

  private final Lists lists;
  private final ListingTable table;
  private final DirectoryStore directory;
  private final Texts texts;

  public ListingPages(Lists lists, DirectoryStore directory, Texts texts) {
    this.lists = lists;
    this.table = new ListingTable(lists);
    this.directory = directory;
    this.texts = texts;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/listings", ListingRoutes.READERS, request -> page(request, "", List.of()));
    mount.get("/listings/new", ListingRoutes.EDITORS, this::fresh);
    mount.post("/listings", ListingRoutes.EDITORS, this::add);
    mount.get(
        "/listings/export",
        ListingRoutes.READERS,
        request -> ListingRoutes.export(ListingRoutes.kind(request), table));
    mount.post("/listings/import", ListingRoutes.EDITORS, ListingTable.MAX_BYTES, this::take);
    mount.post("/listings/offices", ListingRoutes.EDITORS, this::takeOffices);
    mount.get("/listings/{id}", ListingRoutes.EDITORS, this::edit);
    mount.post("/listings/{id}", ListingRoutes.EDITORS, this::change);
    mount.post("/listings/{id}/remove", ListingRoutes.EDITORS, this::remove);
  }

  /// One line of the list.
  ///
  /// @param said whether callers hear it today
  public record Line(ListingItem item, boolean said) {}

  /// What the form holds.
  ///
  /// @param id      0 for a new item
  /// @param trouble why it could not be kept
  public record Form(long id, ListKind kind, ListingDraft draft, List<String> trouble) {

    public List<String> regions() {
      return ListingCheck.REGIONS;
    }

    public List<String> countries() {
      return ListingCheck.COUNTRIES;
    }

    public List<String> currencies() {
      return ListingCheck.CURRENCIES;
    }
  }

  private Reply page(Request request, String done, List<String> trouble) {
    ListKind kind = ListingRoutes.kind(request);
    List<Line> lines =
        lists.all(kind).stream()
            .map(item -> new Line(item, item.isValidOn(lists.today())))
            .toList();
    return Reply.page(
        "listing/list.jte", Map.of("kind", kind, "lines", lines, "done", done, "trouble", trouble));
  }

  private static Reply form(Form form) {
    return Reply.page("listing/edit.jte", Map.of("form", form));
  }

  private Reply fresh(Request request) {
    return form(new Form(0, ListingRoutes.kind(request), ListingDraft.empty(), List.of()));
  }

  private Reply add(Request request) {
    ListKind kind = ListingRoutes.kind(request);
    ListingDraft draft = draft(request);
    try {
      lists.add(kind, draft, request.principal().name());
      return back(kind);
    } catch (ListingFaults e) {
      return form(new Form(0, kind, draft, sentences(request, e)));
    }
  }

  private static Reply back(ListKind kind) {
    return new Reply.Redirect("/listings?list=" + kind.word());
  }

  private List<String> sentences(Request request, ListingFaults e) {
    Wording words = texts.in(request.language());
    return e.faults().stream().map(fault -> fault.sentence(words)).toList();
  }

  private Reply edit(Request request) {
    ListingItem item = ListingRoutes.item(request, lists);
    return form(new Form(item.id(), item.kind(), ListingDraft.of(item), List.of()));
  }

  private Reply change(Request request) {
    ListingItem item = ListingRoutes.item(request, lists);
    ListingDraft draft = draft(request);
    try {
      if (lists.change(item.id(), draft, request.principal().name()).isEmpty()) {
        throw Refusal.notFound("item " + item.id()); // somebody removed it meanwhile
      }
      return back(item.kind());
    } catch (ListingFaults e) {
      return form(new Form(item.id(), item.kind(), draft, sentences(request, e)));
    }
  }

  private Reply remove(Request request) {
    ListingItem item = ListingRoutes.item(request, lists);
    lists.remove(item.id());
    return back(item.kind());
  }

  private Reply take(Request request) {
    Wording words = texts.in(request.language());
    try {
      ListingTable.Report report =
          table.take(
              ListingRoutes.kind(request),
              "listings.csv",
              request.file("file").orElse(new byte[0]),
              request.principal().name());
      List<String> trouble =
          report.refused().stream()
              .map(
                  row ->
                      words.of("listing.line", row.line())
                          + " "
                          + new ListingFaults(row.faults()).sentences(words))
              .toList();
      return page(request, words.of("listing.taken", report.added(), report.changed()), trouble);
    } catch (ProblemsException e) {
      return page(request, "", List.of(String.valueOf(e.getMessage())));
    }
  }

  private Reply takeOffices(Request request) {
    Wording words = texts.in(request.language());
    OfficesOfDirectory.Report report =
        OfficesOfDirectory.take(
            lists, directory.find(null, null), directory.places(), request.principal().name());
    List<String> trouble =
        report.skipped().stream().map(name -> words.of("listing.unspeakable", name)).toList();
    return page(request, words.of("listing.taken", report.added(), 0), trouble);
  }

  private static ListingDraft draft(Request request) {
    return new ListingDraft(
        field(request, "titleTg"),
        field(request, "titleRu"),
        field(request, "placeTg"),
        field(request, "placeRu"),
        field(request, "region"),
        field(request, "country"),
        field(request, "salary"),
        field(request, "currency"),
        field(request, "contact"),
        field(request, "validUntil"),
        Optional.of(field(request, "example")).filter(word -> !word.isEmpty()).isPresent());
  }

  private static String field(Request request, String name) {
    return request.form(name).orElse("");
  }
}
