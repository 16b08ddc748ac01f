package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hamroh.bench.ContactBench;
import org.hamroh.store.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./hamroh bench contacts`: how long a long list takes into the contacts, and how long the count
/// of an audience. Exit 1 when 674,000 would take more than 60 s, or a count more than 300 ms.
@Command(
    name = "contacts",
    description = {
      "How long a long list takes into the contacts, and the count of an audience.",
      "The store is made in a folder of its own and removed at the end."
    })
public final class BenchContactsCommand implements Callable<Integer> {

  private static final int MOST = 1_000_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--people",
      paramLabel = "N",
      defaultValue = "674000",
      description = "rows of the list, 1000000 at most (default: ${DEFAULT-VALUE})")
  private int people;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (people < 1 || people > MOST) {
      throw new ParameterException(spec.commandLine(), "give 1 to " + MOST + " people");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("hamroh-contacts-");
    try (Database database = Database.open(folder.resolve("contacts.db"))) {
      return new ContactBench(database, folder, out).run(people) ? 0 : 1;
    } finally {
      clear(folder);
    }
  }

  private static void clear(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
