package org.hamroh;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hamroh.authoring.ExpiryWatch;
import org.hamroh.authoring.Notices;
import org.hamroh.authoring.Publisher;
import org.hamroh.authoring.Publishing;
import org.hamroh.authoring.Readings;
import org.hamroh.authoring.SoundWorks;
import org.hamroh.authoring.Versions;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.SiteRules;
import org.hamroh.ivr.step.PlayList;
import org.hamroh.listing.Lists;
import org.hamroh.mail.Post;
import org.hamroh.mail.SmtpPost;
import org.hamroh.store.Database;
import org.hamroh.voice.SentenceMaker;
import org.hamroh.voice.VoicePlaces;

/// What is said: scripts and their versions, voices, lists.
final class ScriptWing {

  final SiteRules rules;
  final Versions versions;
  final Notices notices;
  final Publishing publishing;
  final VoicePlaces places;
  final SoundWorks voices;
  final Publisher publisher;
  final Readings readings;
  final SentenceMaker sentences;
  final Lists lists;

  private final Ground ground;

  ScriptWing(Ground ground) {
    this.ground = ground;
    Database database = ground.database;
    Clock clock = ground.clock;
    rules = Hotline.rules(ground.config);
    versions = new Versions(database, clock);
    notices = new Notices(ground.live);
    publishing = new Publishing(notices, clock);
    places = VoicePlaces.of(ground.home, ground.data, ground.config.voice());
    voices = SoundWorks.at(places);
    Path scripts = ground.home.resolve("ivr-scripts");
    publisher =
        ground.keep(new Publisher(versions, rules, voices, scripts, notices, publishing, clock));
    readings = new Readings(versions, rules);
    sentences = ground.keep(new SentenceMaker(publisher::texts, places, clock));
    lists =
        new Lists(
            database,
            ground.config.site().languages(),
            sentences,
            list -> itemPrompts(publisher.shelf().current(), list),
            clock);
    sentences.start();
    lists.start();
  }

  /// The prompts with which any script says the items of a list.
  private static Set<String> itemPrompts(ScriptBook book, String list) {
    return book.names().stream()
        .flatMap(name -> book.script(name).orElseThrow().steps().values().stream())
        .filter(step -> step instanceof PlayList play && play.list().equals(list))
        .map(step -> ((PlayList) step).item().name())
        .collect(Collectors.toSet());
  }

  void start() {
    publisher.start();
    Optional<Post> post = Optional.ofNullable(ground.config.mail()).map(SmtpPost::new);
    ground
        .keep(new ExpiryWatch(publisher::texts, notices, ground.database, post, ground.clock))
        .start();
  }
}
