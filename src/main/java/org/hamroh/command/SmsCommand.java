package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hamroh.csv.CsvTable;
import org.hamroh.sms.Encoding;
import org.hamroh.sms.SmsText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./hamroh sms`: what a text costs before anybody sends it.
@Command(
    name = "sms",
    description = "Encoding and segments of a text, and the letters that force UCS-2.")
public final class SmsCommand implements Callable<Integer> {

  /// One text or a file of them.
  private static final class What {
    @Parameters(paramLabel = "TEXT", description = "the text as it would be sent")
    private @Nullable String text;

    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "a table with a column text; prints text,encoding,segments")
    private @Nullable Path file;
  }

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private What what = new What();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (what.file != null) {
      CsvTable table = Tables.read(what.file);
      int text = table.required("text");
      CsvWriter csv = Tables.writer(out);
      csv.writeRecord("text", "encoding", "segments");
      for (CsvTable.Row row : table.rows()) {
        SmsText sms = SmsText.of(row.cells().get(text));
        csv.writeRecord(sms.text(), sms.encoding().label(), "" + sms.segments().size());
      }
      csv.flush();
    } else {
      print(SmsText.of(String.valueOf(what.text)), out);
    }
    out.flush();
    return 0;
  }

  private static void print(SmsText sms, PrintWriter out) {
    out.println("encoding: " + sms.encoding().label());
    out.println(
        "length:   %d %s, room for %d more"
            .formatted(
                sms.length(), sms.encoding() == Encoding.UCS_2 ? "units" : "septets", sms.room()));
    out.println("segments: " + sms.segments().size());
    if (sms.encoding() == Encoding.UCS_2) {
      out.println("forced by: " + String.join(" ", sms.forcing()));
    }
    if (sms.segments().size() > SmsText.MAX_SEGMENTS) {
      out.println("too long: at most " + SmsText.MAX_SEGMENTS + " segments are sent");
    }
  }
}
