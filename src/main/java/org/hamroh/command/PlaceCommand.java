package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.csv.CsvTable;
import org.hamroh.directory.Place;
import org.hamroh.directory.PlaceFinder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hamroh place`: which place somebody means, however it was typed, as its id; `unknown` (in a
/// table: nothing) when it is no place, or could be more than one.
@Command(name = "place", description = "The place meant, however it was typed.")
public final class PlaceCommand implements Callable<Integer> {

  /// One text or a file of them.
  private static final class What {
    @Parameters(paramLabel = "TEXT", description = "the place as somebody wrote it")
    private @Nullable String text;

    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "a table with a column typed; prints typed,place_id")
    private @Nullable Path file;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PlaceFinder finder = PlaceFinder.ofSource();
    if (what.file != null) {
      table(Tables.read(what.file), finder, out);
      return 0;
    }
    Optional<Place> place = finder.find(String.valueOf(what.text));
    out.println(place.map(Place::id).orElse("unknown"));
    return place.isPresent() ? 0 : 1;
  }

  private static void table(CsvTable table, PlaceFinder finder, PrintWriter out)
      throws IOException {
    int typed = table.required("typed");
    CsvWriter csv = Tables.writer(out);
    csv.writeRecord("typed", "place_id");
    for (CsvTable.Row row : table.rows()) {
      String text = row.cells().get(typed);
      csv.writeRecord(text, finder.find(text).map(Place::id).orElse(""));
    }
    csv.flush();
  }
}
