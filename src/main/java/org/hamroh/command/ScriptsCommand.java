package org.hamroh.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hamroh.Hotline;
import org.hamroh.Main;
import org.hamroh.authoring.Notices;
import org.hamroh.authoring.Of;
import org.hamroh.authoring.Publisher;
import org.hamroh.authoring.Readings;
import org.hamroh.authoring.ScriptDiff;
import org.hamroh.authoring.SoundWorks;
import org.hamroh.authoring.StaleException;
import org.hamroh.authoring.Version;
import org.hamroh.authoring.Versions;
import org.hamroh.config.Config;
import org.hamroh.store.Database;
import org.hamroh.voice.VoicePlaces;
import org.hamroh.voice.VoiceProgress;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;
import org.hamroh.yaml.YamlFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh scripts`: the versions of what callers hear. A running server takes up what is
/// published here within two seconds; calls that run finish on theirs.
@Command(
    name = "scripts",
    description = "Versions of the scripts: list, compare, publish, bring back, export.")
public final class ScriptsCommand implements Callable<Integer> {

  private static final int MOST_LISTED = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @ParentCommand private Main main;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    return list();
  }

  /// What is done with the versions, while the store is open.
  private interface Work {
    int with(Versions versions) throws IOException;
  }

  private int open(Work work) {
    try (Database database = main.openStore()) {
      return work.with(new Versions(database, Clock.systemUTC()));
    } catch (StaleException e) {
      throw new ProblemsException(
          Problem.of("scripts", String.valueOf(e.getMessage()), "look again, then repeat"));
    } catch (IOException e) {
      throw new ProblemsException(
          Problem.of("scripts", "cannot be written: " + e.getMessage(), "check the folder"));
    }
  }

  @Command(name = "list", description = "All versions, the newest first: it is on the line.")
  int list() {
    ZoneId zone = main.config().site().timeZone();
    return open(
        versions -> {
          List<Version> all = versions.list(Integer.MAX_VALUE, MOST_LISTED);
          for (Version version : all) {
            System.out.printf(
                "%4d  %s  %-9s  %-12s  %s%n",
                version.number(),
                TIME.format(version.createdAt().atZone(zone)),
                version.kind().word(),
                version.author(),
                version.note());
          }
          if (all.isEmpty()) {
            System.out.println("scripts: no version yet; the server's first start imports them");
          }
          if (!versions.draft().isEmpty()) {
            System.out.printf(
                "draft by %s: %d files changed%n",
                versions.draft().changedBy(), versions.draft().changes().size());
          }
          return 0;
        });
  }

  @Command(
      name = "diff",
      description = "What TO changes against FROM: a number, published, draft or folder.")
  int diff(
      @Parameters(index = "0", defaultValue = "published", paramLabel = "FROM") String from,
      @Parameters(index = "1", defaultValue = "folder", paramLabel = "TO") String to,
      @Option(names = "--files", description = "line by line too") boolean files) {
    return open(
        versions -> {
          Readings readings = new Readings(versions, Hotline.rules(main.config()));
          ScriptDiff diff =
              ScriptDiff.between(
                  from, readings.of(files(versions, from)), to, readings.of(files(versions, to)));
          System.out.print(new DiffText(diff).text(files));
          return 0;
        });
  }

  private YamlFiles files(Versions versions, String state) {
    if (state.equals("folder")) {
      Problems problems = new Problems();
      YamlFiles files = YamlFiles.readFolder(folder(), problems);
      problems.throwIfAny();
      return files.at("");
    }
    Of of =
        Of.read(state)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        state + " is none of: a number, published, draft, folder"));
    return versions
        .files(of)
        .orElseThrow(
            () ->
                new ProblemsException(
                    Problem.of("version " + state, "does not exist", "see ./hamroh scripts list")));
  }

  @Command(
      name = "publish",
      description = "Put the folder ivr-scripts on the line, whoever published before.")
  int publish(
      @Option(names = "--note", defaultValue = "", description = "why, for the history")
          String note) {
    return open(
        versions -> {
          try (Publisher publisher = publisher(versions)) {
            return told(publisher.publishFolder(author(), note));
          }
        });
  }

  @Command(name = "restore", description = "Put an earlier version on the line once more.")
  int restore(
      @Parameters(paramLabel = "N") int number,
      @Option(names = "--note", defaultValue = "", description = "why, for the history")
          String note) {
    return open(
        versions -> {
          try (Publisher publisher = publisher(versions)) {
            return told(publisher.restore(number, author(), note));
          }
        });
  }

  private static int told(Version version) {
    System.out.printf(
        "scripts: version %d is on the line; a running server takes it up within 2 s%n",
        version.number());
    return 0;
  }

  @Command(
      name = "export",
      description = "Write a version's files into a folder (default: ivr-scripts).")
  int export(
      @Parameters(index = "0", defaultValue = "published", paramLabel = "N") String state,
      @Parameters(index = "1", arity = "0..1", paramLabel = "DIR") Path folder) {
    Path to = folder == null ? folder() : folder;
    return open(
        versions -> {
          YamlFiles files = files(versions, state);
          for (Map.Entry<String, String> file : files.texts().entrySet()) {
            Path path = to.resolve(file.getKey());
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, file.getValue());
          }
          Map<String, String> there =
              new TreeMap<>(YamlFiles.readFolder(to, new Problems()).texts());
          there.keySet().removeAll(files.texts().keySet());
          there
              .keySet()
              .forEach(path -> System.out.println("scripts: " + path + " is not in this version"));
          if (folder == null && there.isEmpty()) {
            versions.seeFolder(files);
          }
          System.out.printf("scripts: %d files written to %s%n", files.texts().size(), to);
          return 0;
        });
  }

  private Publisher publisher(Versions versions) {
    Config config = main.config();
    Console console = System.console();
    return new Publisher(
        versions,
        Hotline.rules(config),
        SoundWorks.at(VoicePlaces.of(Main.home(), main.data(), config.voice())),
        folder(),
        new Notices(topic -> {}),
        VoiceProgress.on(System.out, console != null && console.isTerminal()),
        Clock.systemUTC());
  }

  private static Path folder() {
    return Main.home().resolve("ivr-scripts");
  }

  private static String author() {
    return System.getProperty("user.name", "terminal");
  }
}
