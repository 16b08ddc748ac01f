package org.hamroh.authoring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.SiteRules;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// The folder `ivr-scripts` as a place to change the line: it leads as long as nobody publishes
/// from the draft; afterwards a change in it is only offered.
final class FolderWatch {

  private static final Logger LOG = LogManager.getLogger(FolderWatch.class);

  private final Versions versions;
  private final SiteRules rules;
  private final Path folder;
  private final Notices notices;

  FolderWatch(Versions versions, SiteRules rules, Path folder, Notices notices) {
    this.versions = versions;
    this.rules = rules;
    this.folder = folder;
    this.notices = notices;
  }

  /// @throws ProblemsException when a file cannot be read
  YamlFiles read() {
    Problems problems = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, problems);
    problems.throwIfAny();
    return files.at("");
  }

  /// What the start of the server does with the folder.
  ///
  /// @return its content, when that shall be published now
  Optional<YamlFiles> news() {
    Problems unread = new Problems();
    YamlFiles files = YamlFiles.readFolder(folder, unread);
    String tree = Digest.of(files.texts());
    Optional<Version> published = versions.published();
    settle();
    if (published.isEmpty() || published.get().tree().equals(tree) || versions.knowsFolder(tree)) {
      return Optional.empty();
    }
    List<Problem> problems = new ArrayList<>(unread.list());
    problems.addAll(ScriptReading.of(files, rules).problems());
    if (problems.stream().anyMatch(Problem::isError)) {
      broken(problems);
      return Optional.empty();
    }
    if (published.get().isImport()) {
      return Optional.of(files.at(""));
    }
    LOG.warn("event=script-folder-changed published={}", published.get().number());
    notices.tell(
        Notice.of(
            Notice.Kind.FOLDER_CHANGED,
            Map.of("version", Integer.toString(published.get().number()))));
    return Optional.empty();
  }

  void broken(List<Problem> problems) {
    LOG.error("event=script-folder-broken first=\"{}\"", problems.getFirst());
    notices.tell(new Notice(Notice.Kind.FOLDER_BROKEN, Map.of(), problems));
  }

  /// Somebody has dealt with it.
  void settle() {
    notices.settle(Notice.Kind.FOLDER_CHANGED);
    notices.settle(Notice.Kind.FOLDER_BROKEN);
  }
}
