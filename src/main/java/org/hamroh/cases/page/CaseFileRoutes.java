package org.hamroh.cases.page;

import java.util.Map;
import java.util.Optional;
import org.hamroh.cases.CaseAttachments;
import org.hamroh.cases.CaseOutcome;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;

/// Papers and pictures of cases: added, fetched, taken away. They are offered as downloads and
/// never shown inside our pages.
public final class CaseFileRoutes implements Routes {

  /// A form is a little larger than the file in it.
  private static final int MOST_BODY = CaseAttachments.MOST_BYTES + 64 * 1024;

  private final CaseAttachments files;

  public CaseFileRoutes(CaseAttachments files) {
    this.files = files;
  }

  @Override
  public void mount(Mount mount) {
    mount.post(
        "/cases/{id}/attachments",
        CaseRoutes.WORKERS,
        MOST_BODY,
        r -> page(r, add(r, file(r), r.form("name"))));
    mount.get("/cases/{id}/attachments/{file}", CaseRoutes.WORKERS, this::fetch);
    mount.post(
        "/cases/{id}/attachments/{file}/remove", CaseRoutes.WORKERS, r -> page(r, remove(r)));
    mount.post(
        "/api/v1/cases/{id}/attachments",
        CaseRoutes.WORKERS,
        MOST_BODY,
        r -> api(r, add(r, r.body(), r.query("name"))));
    mount.get("/api/v1/cases/{id}/attachments/{file}", CaseRoutes.WORKERS, this::fetch);
    mount.post(
        "/api/v1/cases/{id}/attachments/{file}/remove", CaseRoutes.WORKERS, r -> api(r, remove(r)));
  }

  private static byte[] file(Request request) {
    return request.file("file").orElse(new byte[0]);
  }

  private CaseOutcome add(Request request, byte[] bytes, Optional<String> name) {
    return files.add(CaseActs.id(request), name.orElse(""), bytes, CaseActs.asker(request));
  }

  private CaseOutcome remove(Request request) {
    return files.remove(CaseActs.id(request), id(request), CaseActs.asker(request));
  }

  private static String id(Request request) {
    String id = request.path("file");
    if (!id.matches("[0-9a-f]{16}")) {
      throw CaseActs.nowhere();
    }
    return id;
  }

  private Reply fetch(Request request) {
    return files
        .look(CaseActs.id(request), id(request), CaseActs.asker(request))
        .map(
            one ->
                new Reply.Bytes(one.attachment().kind(), one.bytes(), one.attachment().fileName()))
        .orElseThrow(CaseActs::nowhere);
  }

  private static Reply page(Request request, CaseOutcome outcome) {
    check(outcome);
    return new Reply.Redirect("/cases/" + CaseActs.id(request).value());
  }

  private static Reply api(Request request, CaseOutcome outcome) {
    check(outcome);
    return Reply.json(Map.of("id", CaseActs.id(request).value()));
  }

  private static void check(CaseOutcome outcome) {
    switch (outcome) {
      case CaseOutcome.Done done -> {}
      case CaseOutcome.Wrong wrong ->
          throw new Refusal(
              422,
              "cases.wrong." + wrong.why(),
              "A file is a PDF, JPEG, PNG, WebP or HEIC of up to 10 MB.");
      case CaseOutcome.Stale stale -> throw new Refusal(409, "cases.stale", "It has changed.");
      case CaseOutcome.Nowhere nowhere -> throw CaseActs.nowhere();
    }
  }
}
