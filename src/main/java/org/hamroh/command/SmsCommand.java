package org.hamroh.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hamroh.Main;
import org.hamroh.config.Config;
import org.hamroh.csv.CsvTable;
import org.hamroh.sms.Encoding;
import org.hamroh.sms.Prices;
import org.hamroh.sms.RouteTable;
import org.hamroh.sms.ShorterText;
import org.hamroh.sms.SmsText;
import org.hamroh.yaml.ProblemsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `./hamroh sms`: what a text costs before anybody sends it.
@Command(
    name = "sms",
    description = "Encoding, segments and price of a text, and the letters that force UCS-2.")
public final class SmsCommand implements Callable<Integer> {

  /// One text or a file of them.
  private static final class What {
    @Parameters(
        paramLabel = "TEXT",
        arity = "1..4",
        description = "the text as it would be sent; several, such as tg and ru, side by side")
    private @Nullable List<String> texts;

    @Option(
        names = "--file",
        paramLabel = "CSV",
        description = "a table with a column text; prints text,encoding,segments")
    private @Nullable Path file;
  }

  /// Letters named for one of several texts.
  private static final int FEW = 8;

  @ParentCommand private Main parent;

  @Spec private CommandSpec spec;

  @Option(
      names = "--people",
      paramLabel = "PREFIX=N",
      split = ",",
      description = "how many would get it, for the price: +992=1200,+7=300")
  private Map<String, Long> people = Map.of();

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
      Prices prices = prices();
      List<String> texts = Objects.requireNonNull(what.texts);
      if (texts.size() == 1) {
        print(SmsText.of(texts.getFirst(), prices.widest()), prices, out);
      } else {
        sideBySide(
            texts.stream().map(text -> SmsText.of(text, prices.widest())).toList(), prices, out);
      }
    }
    out.flush();
    return 0;
  }

  /// Of this site's settings; a text is counted also where there are none.
  private Prices prices() {
    try {
      Config config = parent.config();
      return new RouteTable(config.sms(), config.outgoing().pricesOfTexts()).prices();
    } catch (ProblemsException e) {
      return Prices.NONE;
    }
  }

  /// By prefix: each route joins parts in its own way.
  private static String price(SmsText sms, Prices prices) {
    return new TreeMap<>(prices.perSegment())
        .entrySet().stream()
            .filter(one -> one.getValue().signum() > 0)
            .map(
                one ->
                    one.getKey() + " " + cost(sms.text(), one.getKey(), 1, prices).toPlainString())
            .collect(Collectors.joining(", "));
  }

  private static BigDecimal cost(String text, String head, long people, Prices prices) {
    int segments = SmsText.of(text, prices.joining(head)).segments().size();
    return prices.ofHead(head).multiply(BigDecimal.valueOf(segments * people));
  }

  /// `1200 people, 120.00`, empty when nobody said how many.
  private String audience(SmsText sms, Prices prices) {
    long all = people.values().stream().mapToLong(Long::longValue).sum();
    BigDecimal sum =
        people.entrySet().stream()
            .map(one -> cost(sms.text(), one.getKey(), one.getValue(), prices))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return all == 0 ? "" : all + " people, " + sum.toPlainString();
  }

  private void sideBySide(List<SmsText> texts, Prices prices, PrintWriter out) {
    row(out, "encoding", texts, sms -> sms.encoding().label());
    row(out, "length", texts, sms -> Integer.toString(sms.length()));
    row(out, "room", texts, sms -> Integer.toString(sms.room()));
    row(out, "segments", texts, sms -> Integer.toString(sms.segments().size()));
    if (costs(prices)) {
      row(out, "price", texts, sms -> price(sms, prices));
    }
    if (!people.isEmpty()) {
      row(out, "audience", texts, sms -> audience(sms, prices));
    }
    if (texts.stream().anyMatch(sms -> sms.encoding() == Encoding.UCS_2)) {
      row(out, "forced by", texts, sms -> some(sms.forcing()));
    }
    row(
        out,
        "shorter",
        texts,
        sms -> {
          String shorter = ShorterText.of(sms.text());
          return shorter.equals(sms.text())
              ? "-"
              : SmsText.of(shorter, sms.joining()).segments().size() + ": " + shorter;
        });
  }

  private static boolean costs(Prices prices) {
    return prices.perSegment().values().stream().anyMatch(price -> price.signum() > 0);
  }

  /// A Cyrillic text consists of such letters.
  private static String some(List<String> letters) {
    String first = String.join(" ", letters.subList(0, Math.min(FEW, letters.size())));
    return letters.isEmpty() ? "-" : letters.size() > FEW ? first + " …" : first;
  }

  private static void row(
      PrintWriter out, String name, List<SmsText> texts, Function<SmsText, String> cell) {
    StringBuilder line = new StringBuilder("%-11s".formatted(name + ":"));
    texts.forEach(sms -> line.append("%-24s".formatted(cell.apply(sms))));
    out.println(line.toString().stripTrailing());
  }

  private void print(SmsText sms, Prices prices, PrintWriter out) {
    out.println("encoding: " + sms.encoding().label());
    out.println(
        "length:   %d %s, room for %d more"
            .formatted(
                sms.length(), sms.encoding() == Encoding.UCS_2 ? "units" : "septets", sms.room()));
    out.println("segments: " + sms.segments().size());
    if (sms.encoding() == Encoding.UCS_2) {
      out.println("forced by: " + String.join(" ", sms.forcing()));
    }
    if (costs(prices)) {
      out.println("price:    " + price(sms, prices));
    }
    if (!people.isEmpty()) {
      out.println("audience: " + audience(sms, prices));
    }
    String shorter = ShorterText.of(sms.text());
    if (!shorter.equals(sms.text())) {
      SmsText then = SmsText.of(shorter, sms.joining());
      out.println(
          "shorter:  %d segments, %s: %s"
              .formatted(then.segments().size(), then.encoding().label(), shorter));
    }
    if (sms.segments().size() > SmsText.MAX_SEGMENTS) {
      out.println("too long: at most " + SmsText.MAX_SEGMENTS + " segments are sent");
    }
  }
}
