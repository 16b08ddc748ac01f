package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hamroh.csv.CsvTable;
import org.hamroh.intent.IntentReader;
import org.hamroh.intent.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hamroh intent`: what a text that somebody writes to us is taken for, and why.
@Command(
    name = "intent",
    description = "What an incoming text asks for: stop, start, keyword:NAME or none; and why.")
public final class IntentCommand implements Callable<Integer> {

  /// One text or a file of them.
  private static final class What {
    @Parameters(paramLabel = "TEXT", description = "the text as it came")
    private @Nullable String text;

    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "a table with a column text; prints text,intent")
    private @Nullable Path file;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    IntentReader reader = IntentReader.load();
    if (what.file != null) {
      CsvTable table = Tables.read(what.file);
      int column = table.required("text");
      CsvWriter csv = Tables.writer(out);
      csv.writeRecord("text", "intent");
      for (CsvTable.Row row : table.rows()) {
        String text = row.cells().get(column);
        csv.writeRecord(text, reader.read(text).intent().word());
      }
      csv.flush();
    } else {
      print(reader.read(String.valueOf(what.text)), out);
    }
    out.flush();
    return 0;
  }

  private static void print(Reading reading, PrintWriter out) {
    out.println(reading.intent().word());
    out.println("why:      " + reading.why());
    out.println("language: " + (reading.language().isEmpty() ? "not told" : reading.language()));
    if (reading.urgent()) {
      out.println("urgent:   a person sees it at once, nothing answers by itself");
    } else if (!reading.whole()) {
      out.println("inbox:    a person reads it" + (reading.maybeStop() ? "; is it a stop?" : ""));
    }
  }
}
