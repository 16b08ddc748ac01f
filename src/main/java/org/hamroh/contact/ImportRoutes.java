package org.hamroh.contact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.csv.CsvShape;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;

/// Long lists over HTTP: sent, looked at, changed, taken, and what was refused to mend. Rows are
/// shown to nobody but the one who sent them.
public final class ImportRoutes implements Routes {

  private static final Set<Role> ROLES = Set.of(Role.MANAGER, Role.ADMIN);
  private static final int MOST_LISTED = 50;

  /// Refused rows that are sent in one answer; more are no matter of mending by hand.
  private static final long MOST_BAD = 64L * 1024 * 1024;

  private final Imports imports;
  private final Path folder;

  /// @param folder where lists are written as they arrive: [Imports#folder]
  public ImportRoutes(Imports imports, Path folder) {
    this.imports = imports;
    this.folder = folder;
  }

  @Override
  public void mount(Mount mount) {
    mount.upload(
        "/api/v1/contacts/imports",
        ROLES,
        Imports.MAX_BYTES,
        folder,
        request -> Reply.created(View.of(taken(request))));
    mount.get(
        "/api/v1/contacts/imports",
        ROLES,
        request ->
            Reply.json(
                Map.of("items", imports.newest(MOST_LISTED).stream().map(View::of).toList())));
    mount.get(
        "/api/v1/contacts/imports/{id}", ROLES, request -> Reply.json(View.of(find(request))));
    mount.get("/api/v1/contacts/imports/{id}/refused", ROLES, this::bad);
    mount.post("/api/v1/contacts/imports/{id}/plan", ROLES, this::planJson);
    mount.post(
        "/api/v1/contacts/imports/{id}/start",
        ROLES,
        request -> Reply.json(View.of(begun(request))));
    mount.post(
        "/api/v1/contacts/imports/{id}/give-up",
        ROLES,
        request -> Reply.json(View.of(givenUp(request))));
    mount.upload("/contacts/imports", ROLES, Imports.MAX_BYTES, folder, this::upload);
    mount.get("/contacts/imports/{id}", ROLES, request -> page(request, List.of()));
    mount.get("/contacts/imports/{id}/refused", ROLES, this::bad);
    mount.get("/panels/contact/import/{id}", ROLES, this::progress);
    mount.post("/contacts/imports/{id}/plan", ROLES, this::plan);
    mount.post("/contacts/imports/{id}/start", ROLES, this::start);
    mount.post(
        "/contacts/imports/{id}/give-up",
        ROLES,
        request -> new Reply.Redirect("/contacts/imports/" + givenUp(request).id()));
  }

  /// An import as programs see it.
  ///
  /// @param done of the list's rows; the sum of added, updated, duplicates and refused
  public record View(
      long id,
      String fileName,
      long bytes,
      String state,
      ImportPlan plan,
      String createdBy,
      Instant createdAt,
      Instant changedAt,
      long done,
      long added,
      long updated,
      long duplicates,
      long refused,
      long withoutConsent,
      String trouble) {

    static View of(ImportJob job) {
      return new View(
          job.id(),
          job.fileName(),
          job.bytes(),
          job.state().word(),
          job.plan(),
          job.createdBy(),
          job.createdAt(),
          job.changedAt(),
          job.done(),
          job.added(),
          job.updated(),
          job.duplicates(),
          job.refused(),
          job.withoutConsent(),
          job.trouble());
    }
  }

  private ImportJob taken(Request request) {
    Path file =
        request
            .upload("file")
            .orElseThrow(() -> new Refusal(400, "Send the list as the form's file \"file\"."));
    try {
      return imports.upload(file, request.form("file-name").orElse(""), request.principal().name());
    } catch (ProblemsException e) {
      throw new Refusal(422, e.getMessage() + ". Nothing was taken.");
    }
  }

  private Reply upload(Request request) {
    return new Reply.Redirect("/contacts/imports/" + taken(request).id());
  }

  private ImportJob find(Request request) {
    String id = request.path("id");
    return (id.matches("[0-9]{1,15}")
            ? imports.find(Long.parseLong(id))
            : Optional.<ImportJob>empty())
        .orElseThrow(() -> new Refusal(404, "There is no such import."));
  }

  /// Rows belong to whoever sent them.
  private ImportJob own(Request request) {
    ImportJob job = find(request);
    if (!isOwn(job, request)) {
      throw new Refusal(404, "There is no such import.");
    }
    return job;
  }

  private static boolean isOwn(ImportJob job, Request request) {
    return job.createdBy().equals(request.principal().name());
  }

  private ImportJob begun(Request request) {
    ImportJob job = find(request);
    try {
      if (!imports.begin(job)) {
        throw new Refusal(409, "The import is not waiting, it is " + job.state().word() + ".");
      }
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
    return find(request);
  }

  private ImportJob givenUp(Request request) {
    ImportJob job = find(request);
    if (!imports.giveUp(job)) {
      throw new Refusal(409, "The import has ended: it is " + job.state().word() + ".");
    }
    return find(request);
  }

  private Reply planJson(Request request) {
    ImportJob job = find(request);
    try {
      imports.change(job, request.json(ImportPlan.class));
    } catch (ProblemsException e) {
      throw new Refusal(422, String.valueOf(e.getMessage()));
    }
    return Reply.json(View.of(find(request)));
  }

  private Reply plan(Request request) {
    ImportJob job = own(request);
    try {
      imports.change(job, form(request, job.plan()));
      return new Reply.Redirect("/contacts/imports/" + job.id());
    } catch (ProblemsException e) {
      return page(request, e.problems().stream().map(Problem::toString).toList());
    }
  }

  private static ImportPlan form(Request request, ImportPlan old) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < old.columns().size(); i++) {
      columns.add(request.form("column-" + i).orElse(""));
    }
    String separator = request.form("separator").orElse(old.separator());
    return new ImportPlan(
        old.encoding().isEmpty() ? "" : request.form("encoding").orElse(old.encoding()),
        old.encoding().isEmpty() ? "" : separator.equals("tab") ? "\t" : separator,
        request.form("header").isPresent(),
        columns,
        request.form("region").orElse(old.region()),
        request.form("consentWay").orElse("").strip(),
        request.form("consentDate").orElse("").strip(),
        request.form("consentProof").orElse("").strip());
  }

  private Reply start(Request request) {
    ImportJob job = own(request);
    try {
      imports.change(job, form(request, job.plan()));
      begun(request);
      return new Reply.Redirect("/contacts/imports/" + job.id());
    } catch (ProblemsException e) {
      return page(request, e.problems().stream().map(Problem::toString).toList());
    }
  }

  private Reply page(Request request, List<String> trouble) {
    ImportJob job = find(request);
    boolean open = job.state() == ImportJob.State.WAITING && isOwn(job, request);
    List<String> told = new ArrayList<>(trouble);
    Optional<Imports.Preview> preview = Optional.empty();
    if (open) {
      try {
        preview = Optional.of(imports.preview(job));
      } catch (ProblemsException e) {
        told.add(String.valueOf(e.getMessage()));
      }
      told.addAll(job.plan().mistakes());
    }
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("job", job);
    parameters.put("own", isOwn(job, request));
    parameters.put("preview", preview);
    parameters.put("trouble", told);
    parameters.put("encodings", CsvShape.ENCODINGS.keySet());
    return Reply.page("contact/import.jte", parameters);
  }

  private Reply progress(Request request) {
    ImportJob job = find(request);
    return Reply.page("contact/progress.jte", Map.of("job", job, "own", isOwn(job, request)));
  }

  private Reply bad(Request request) {
    ImportJob job = own(request);
    Path path =
        imports
            .bad(job)
            .orElseThrow(() -> new Refusal(404, "No rows were refused, or they are gone."));
    try {
      if (Files.size(path) > MOST_BAD) {
        throw new Refusal(
            422, "More rows were refused than can be sent at once: look at the mapping first.");
      }
      return new Reply.Bytes(
          "text/csv; charset=utf-8", Files.readAllBytes(path), "refused-" + job.id() + ".csv");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
