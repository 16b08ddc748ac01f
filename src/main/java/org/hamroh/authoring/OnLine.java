package org.hamroh.authoring;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptReading;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.SiteRules;
import org.hamroh.voice.PromptBook;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;

/// What new calls begin with: the newest version that can be used, with its sounds. What is on the
/// line was whole and checked when it was kept; a crash anywhere leaves the version before.
final class OnLine {

  /// How far back a start looks for a version that it can use.
  private static final int MOST_LOOKED_BACK = 20;

  /// Sounds of so many versions stay, so that the way back is quick.
  private static final int VERSIONS_WITH_SOUNDS = 5;

  /// Longer than any call: sounds that nobody needs are not removed under one.
  private static final Duration OLD = Duration.ofDays(1);

  /// Names that a message spells out; the rest is counted.
  private static final int NAMED = 3;

  private static final Logger LOG = LogManager.getLogger(OnLine.class);

  private final Versions versions;
  private final SiteRules rules;
  private final SoundWorks voices;
  private final Path folder;
  private final Notices notices;
  private final ScriptShelf shelf;
  private volatile PromptBook texts;
  private volatile int followed;

  /// @throws ProblemsException when there is no version that can be used, and the folder has
  ///                           mistakes
  OnLine(Versions versions, SiteRules rules, SoundWorks voices, Path folder, Notices notices) {
    this.versions = versions;
    this.rules = rules;
    this.voices = voices;
    this.folder = folder;
    this.notices = notices;
    ScriptReading reading = first();
    this.texts = reading.prompts();
    this.shelf = new ScriptShelf(speaking(reading));
    this.followed = versions.published().map(Version::number).orElse(0);
  }

  ScriptShelf shelf() {
    return shelf;
  }

  /// The texts that callers hear.
  PromptBook texts() {
    return texts;
  }

  private ScriptReading first() {
    List<Version> newest = versions.list(Integer.MAX_VALUE, MOST_LOOKED_BACK);
    for (Version version : newest) {
      ScriptReading reading = read(version.number());
      if (!reading.hasErrors()) {
        return reading;
      }
      unusable(version, reading);
    }
    ScriptReading reading = ScriptReading.ofFolder(folder, rules);
    reading.orThrow();
    if (!newest.isEmpty()) {
      return reading; // no version can be used, but the folder can
    }
    Version version =
        versions.add(reading.files(), 0, OptionalLong.empty(), "folder", "", Version.Kind.SHIPPED);
    return reading.asVersion(version.number());
  }

  private ScriptReading read(int number) {
    YamlFiles files = versions.files(new Of.Numbered(number)).orElse(YamlFiles.of("", Map.of()));
    return ScriptReading.of(files, rules).asVersion(number);
  }

  private void unusable(Version version, ScriptReading reading) {
    LOG.error(
        "event=script-version-unusable version={} mistakes={} first=\"{}\"",
        version.number(),
        reading.problems().size(),
        reading.problems().getFirst());
    notices.tell(
        new Notice(
            Notice.Kind.VERSION_UNUSABLE,
            Map.of("version", Integer.toString(version.number())),
            reading.problems()));
  }

  private ScriptBook speaking(ScriptReading reading) {
    return reading.orThrow().speaking(voices.find(reading.prompts()));
  }

  /// New calls begin with this from now on.
  synchronized void put(ScriptReading reading, Version version) {
    ScriptReading numbered = reading.asVersion(version.number());
    ScriptBook book = speaking(numbered);
    texts = numbered.prompts();
    followed = version.number();
    shelf.put(book);
    notices.settle(Notice.Kind.VERSION_UNUSABLE);
    LOG.info(
        "event=scripts-published version={} kind={} author={}",
        version.number(),
        version.kind().word(),
        version.author());
    notices.changed();
  }

  /// Takes up what another process published.
  void follow() {
    try {
      Optional<Version> newest = versions.published();
      if (newest.isPresent() && newest.get().number() > followed) {
        followed = newest.get().number();
        ScriptReading reading = read(followed);
        if (reading.hasErrors()) {
          unusable(newest.get(), reading); // published by another program than this
        } else {
          put(reading, newest.get());
        }
      }
    } catch (RuntimeException e) {
      LOG.error("event=scripts-not-followed", e); // again in two seconds
    }
  }

  /// The sounds of the same texts have changed: a person has recorded one, or the voices have been
  /// built. New calls hear them.
  void soundsChanged() {
    synchronized (this) { // a version that is published meanwhile must not be taken off again
      shelf.put(shelf.current().speaking(voices.find(texts)));
    }
    link();
    lookForMissing();
    notices.changed();
  }

  /// What the PBX plays by itself (queues, the safety net) says what the scripts say.
  void link() {
    try {
      voices.link(texts);
    } catch (ProblemsException e) {
      LOG.warn("event=plain-sounds-not-linked reason=\"{}\"", e.getMessage()); // at the next start
    }
  }

  /// Mends what a crash may have left, and clears away what no call can need any more.
  void tidy(Instant now) {
    try {
      lookForMissing();
      link();
      List<PromptBook> inUse = new ArrayList<>(List.of(texts));
      for (Version version : versions.list(Integer.MAX_VALUE, VERSIONS_WITH_SOUNDS)) {
        inUse.add(read(version.number()).prompts());
      }
      int removed = voices.clean(inUse, now.minus(OLD));
      if (removed > 0) {
        LOG.info("event=old-sounds-removed count={}", removed);
      }
    } catch (RuntimeException e) {
      LOG.error("event=sounds-not-tidied", e); // calls go on; again at the next start
    }
  }

  private void lookForMissing() {
    List<String> missing = voices.missing(texts);
    if (missing.isEmpty()) {
      notices.settle(Notice.Kind.SOUNDS_MISSING);
    } else {
      Problem problem = missing(missing);
      LOG.error("event=sounds-missing {}", problem);
      notices.tell(
          new Notice(
              Notice.Kind.SOUNDS_MISSING,
              Map.of("count", Integer.toString(missing.size())),
              List.of(problem)));
    }
  }

  static Problem missing(List<String> sounds) {
    return Problem.of(
        "sounds",
        sounds.size()
            + " are missing: "
            + String.join(", ", sounds.subList(0, Math.min(NAMED, sounds.size())))
            + (sounds.size() > NAMED ? ", …" : ""),
        "run ./hamroh voice build");
  }
}
