package org.hamroh.authoring;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hamroh.authoring.ScriptView.DraftView;
import org.hamroh.authoring.ScriptView.Outcome;
import org.hamroh.authoring.ScriptView.VersionView;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.yaml.YamlFiles;
import org.jspecify.annotations.Nullable;

/// Changes the scripts over HTTP: saves and discards the draft, publishes it, brings an earlier
/// version back, takes the folder in. Whoever sends a change says which revision of the draft they
/// saw; 409 when somebody else saved meanwhile.
public final class DraftRoutes implements Routes {

  /// Who may change what callers hear.
  private static final Set<Role> EDITORS = Set.of(Role.MANAGER, Role.ADMIN);

  /// A handful of files, each at most what [YamlFiles] takes.
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final int MOST_NOTE = 500;
  private static final int CREATED = 201;
  private static final int GOES_ON = 202;

  private final Versions versions;
  private final Publisher publisher;
  private final Publishing publishing;
  private final Notices notices;

  public DraftRoutes(
      Versions versions, Publisher publisher, Publishing publishing, Notices notices) {
    this.versions = versions;
    this.publisher = publisher;
    this.publishing = publishing;
    this.notices = notices;
  }

  /// @param text absent: the file is taken out
  record FileBody(String path, @Nullable String text) {}

  /// @param revision of the draft that was seen
  /// @param keepMine these files shall stand although others published changes of them
  record SaveBody(long revision, List<FileBody> files, @Nullable Boolean keepMine) {}

  record RevisionBody(long revision) {}

  /// @param action `take` puts the folder's content into the draft, `ignore` says nobody wants it
  record FolderBody(long revision, String action) {}

  record PublishBody(long revision, @Nullable String note) {}

  record RestoreBody(@Nullable String note) {}

  @Override
  public void mount(Mount mount) {
    mount.post("/api/v1/scripts/draft", EDITORS, MOST_BYTES, this::save);
    mount.post("/api/v1/scripts/draft/discard", EDITORS, this::discard);
    mount.post("/api/v1/scripts/draft/folder", EDITORS, this::folder);
    mount.post("/api/v1/scripts/publish", EDITORS, this::publish);
    mount.post("/api/v1/scripts/versions/{version}/restore", EDITORS, this::restore);
  }

  private Reply save(Request request) {
    SaveBody body = request.json(SaveBody.class);
    if (body.files().isEmpty() || body.files().size() > YamlFiles.MAX_FILES) {
      throw new Refusal(422, "Send at least one file, and at most " + YamlFiles.MAX_FILES + ".");
    }
    Map<String, Optional<String>> texts = new TreeMap<>();
    for (FileBody file : body.files()) {
      texts.put(path(file.path()), text(file));
    }
    return changed(
        () ->
            versions.save(
                texts,
                body.revision(),
                request.principal().name(),
                Boolean.TRUE.equals(body.keepMine())));
  }

  private static String path(String path) {
    if (!YamlFiles.PATH.matcher(path).matches()) {
      throw new Refusal(
          422, "A path is such as work.yaml or prompts/tg.yaml: small letters, digits and -.");
    }
    return path;
  }

  private static Optional<String> text(FileBody file) {
    if (file.text() != null && file.text().length() > YamlFiles.MAX_LETTERS) {
      throw new Refusal(422, file.path() + " is larger than 1 MiB.");
    }
    return Optional.ofNullable(file.text());
  }

  private Reply discard(Request request) {
    long revision = request.json(RevisionBody.class).revision();
    return changed(() -> versions.discard(revision, request.principal().name()));
  }

  private Reply folder(Request request) {
    FolderBody body = request.json(FolderBody.class);
    boolean take =
        switch (body.action()) {
          case "take" -> true;
          case "ignore" -> false;
          default -> throw new Refusal(422, "An action is take or ignore.");
        };
    return changed(
        () -> publisher.takeFolderIntoDraft(body.revision(), request.principal().name(), take));
  }

  private Reply changed(Supplier<Draft> change) {
    Draft draft = orConflict(change);
    notices.changed();
    return Reply.json(DraftView.of(draft, versions.conflicts()));
  }

  private Reply publish(Request request) {
    PublishBody body = request.json(PublishBody.class);
    return outcome(
        request,
        () ->
            publisher.publishDraft(body.revision(), request.principal().name(), note(body.note())));
  }

  private Reply restore(Request request) {
    RestoreBody body = request.json(RestoreBody.class);
    if (!(ScriptRoutes.of(request.path("version")) instanceof Of.Numbered numbered)) {
      throw new Refusal(400, "Name the version by its number.");
    }
    if (versions.find(numbered.number()).isEmpty()) {
      throw Refusal.notFound("version " + numbered.number());
    }
    return outcome(
        request,
        () -> publisher.restore(numbered.number(), request.principal().name(), note(body.note())));
  }

  private static String note(@Nullable String note) {
    String said = note == null ? "" : note.strip();
    if (said.length() > MOST_NOTE) {
      throw new Refusal(422, "A note has at most " + MOST_NOTE + " letters.");
    }
    return said;
  }

  private Reply outcome(Request request, Supplier<Version> work) {
    Optional<Version> version = orConflict(() -> publishing.run(request.principal().name(), work));
    return new Reply.Json(
        version.isPresent() ? CREATED : GOES_ON,
        new Outcome(
            version.map(VersionView::of).orElse(null),
            publishing.now().map(ScriptView.PublishingView::of).orElse(null),
            DraftView.of(versions.draft(), versions.conflicts())));
  }

  private static <T> T orConflict(Supplier<T> change) {
    try {
      return change.get();
    } catch (StaleException e) {
      throw new Refusal(409, String.valueOf(e.getMessage()));
    }
  }
}
