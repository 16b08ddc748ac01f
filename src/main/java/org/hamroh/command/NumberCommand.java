package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.csv.CsvTable;
import org.hamroh.phone.NumberReader;
import org.hamroh.phone.NumberReading.Read;
import org.hamroh.phone.NumberReading.Unreadable;
import org.hamroh.phone.NumberWhy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hamroh number`: how the house reads a telephone number.
@Command(
    name = "number",
    description = {
      "A telephone number in E.164, or \"invalid\" with the reason.",
      "Why it was read so is told on the error output."
    })
public final class NumberCommand implements Callable<Integer> {

  /// One number or a file of them.
  private static final class What {
    @Parameters(
        paramLabel = "RAW",
        arity = "1..*",
        description = "the number as somebody wrote it, spaces and all")
    private @Nullable List<String> raw;

    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "a table with columns raw,region; prints raw,region,number")
    private @Nullable Path file;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Option(
      names = "--region",
      paramLabel = "TJ",
      description = "whose national way of writing is meant (default: ${DEFAULT-VALUE})")
  private String region = "TJ";

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    NumberReader reader = new NumberReader();
    if (what.file != null) {
      table(Tables.read(what.file), reader, out);
      return 0;
    }
    String raw = String.join(" ", what.raw == null ? List.of() : what.raw);
    return switch (reader.read(raw, region)) {
      case Read(var number) -> {
        out.println(number.e164());
        out.flush();
        String country = reader.region(number).orElse("");
        spec.commandLine().getErr().println(NumberWhy.of(raw, region, number, country));
        yield 0;
      }
      case Unreadable(var reason) -> {
        out.println("invalid: " + reason);
        yield 1;
      }
    };
  }

  private void table(CsvTable table, NumberReader reader, PrintWriter out) throws IOException {
    int raw = table.required("raw");
    Optional<Integer> where = table.column(List.of("region"));
    CsvWriter csv = Tables.writer(out);
    csv.writeRecord("raw", "region", "number");
    for (CsvTable.Row row : table.rows()) {
      String given = where.map(at -> row.cells().get(at)).orElse("");
      String number =
          switch (reader.read(row.cells().get(raw), given.isBlank() ? region : given)) {
            case Read(var read) -> read.e164();
            case Unreadable _ -> "invalid";
          };
      csv.writeRecord(row.cells().get(raw), given, number);
    }
    csv.flush();
  }
}
