package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.hamroh.intent.IntentReader;
import org.hamroh.intent.Reading;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./hamroh intent`: what a text that somebody writes to us is taken for, and why.
@Command(
    name = "intent",
    description = {
      "What an incoming text asks for: stop, start, keyword:NAME or none; and why.",
      "A table has a column text."
    })
public final class IntentCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private OneOrMany what = new OneOrMany();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    IntentReader reader = IntentReader.load();
    String text = what.text();
    if (text == null) {
      what.print("text", "intent", one -> reader.read(one).intent().word(), out);
    } else {
      print(reader.read(text), out);
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
