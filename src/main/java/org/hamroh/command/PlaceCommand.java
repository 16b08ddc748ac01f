package org.hamroh.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hamroh.directory.Place;
import org.hamroh.directory.PlaceFinder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./hamroh place`: which place somebody means, however it was typed, as its id; `unknown` (in a
/// table: nothing) when it is no place, or could be more than one.
@Command(
    name = "place",
    description = "The place meant, however it was typed. A table has a column typed.")
public final class PlaceCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private OneOrMany what = new OneOrMany();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PlaceFinder finder = PlaceFinder.ofSource();
    String text = what.text();
    if (text == null) {
      what.print("typed", "place_id", one -> finder.find(one).map(Place::id).orElse(""), out);
      return 0;
    }
    Optional<Place> place = finder.find(text);
    out.println(place.map(Place::id).orElse("unknown"));
    return place.isPresent() ? 0 : 1;
  }
}
