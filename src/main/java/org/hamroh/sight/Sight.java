package org.hamroh.sight;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hamroh.audit.BulkWatch;
import org.hamroh.web.Guest;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Role;
import org.hamroh.web.Routes;
import org.hamroh.web.Tunnel;
import org.hamroh.yaml.Problem;
import org.hamroh.yaml.Problems;
import org.hamroh.yaml.ProblemsException;

/// Who sees what of a person, as `deploy/sight.yaml` has it, held against every door: an address is
/// shut to a role that sees nothing of what it shows, and what leaves the API is cut to the fields
/// that the file gives the role. What the file does not name does not leave the house.
public final class Sight {

  /// Where it lies below the checkout.
  public static final Path FILE = Path.of("deploy", "sight.yaml");

  /// @param glass how long a sealed case stays open once the glass is broken
  /// @param bulk  how much looking is too much
  public record Limits(Duration glass, BulkWatch.Limit bulk) {}

  private final Limits limits;
  private final List<SeenThing> things;
  private final Set<String> frame;
  private final Map<String, List<SeenThing>> byAddress = new LinkedHashMap<>();

  Sight(Limits limits, List<SeenThing> things, Set<String> frame) {
    this.limits = limits;
    this.things = List.copyOf(things);
    this.frame = Set.copyOf(frame);
    for (SeenThing thing : things) {
      thing.at().forEach(at -> byAddress.merge(at, List.of(thing), Sight::plus));
      thing.whole().forEach(at -> byAddress.merge(at, List.of(thing), Sight::plus));
    }
  }

  private static List<SeenThing> plus(List<SeenThing> some, List<SeenThing> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /// @param home the checkout
  /// @throws ProblemsException with every mistake
  public static Sight read(Path home) {
    return SightReader.read(home.resolve(FILE));
  }

  /// Every mistake of the file, for `./hamroh check`.
  public static List<Problem> problems(Path home) {
    try {
      read(home);
      return List.of();
    } catch (ProblemsException e) {
      return e.problems();
    }
  }

  public Limits limits() {
    return limits;
  }

  public List<SeenThing> things() {
    return things;
  }

  /// What an address shows of persons; empty when the file does not name it.
  public List<SeenThing> at(String address) {
    return byAddress.getOrDefault(address, List.of());
  }

  /// Values around the things, the same for everybody.
  Set<String> frame() {
    return frame;
  }

  /// The addresses that the file names.
  public Set<String> addresses() {
    return Set.copyOf(byAddress.keySet());
  }

  /// The same room, with no more open and no more told than the file says.
  public Routes over(Routes room) {
    return mount -> room.mount(new Cut(mount));
  }

  private final class Cut implements Routes.Mount {

    private final Routes.Mount mount;

    Cut(Routes.Mount mount) {
      this.mount = mount;
    }

    @Override
    public void get(String path, Set<Role> roles, Routes.Handler handler) {
      String address = "GET " + path;
      mount.get(path, seeing(address, roles), cut(address, handler));
    }

    @Override
    public void post(String path, Set<Role> roles, Routes.Handler handler) {
      String address = "POST " + path;
      mount.post(path, seeing(address, roles), cut(address, handler));
    }

    @Override
    public void post(String path, Set<Role> roles, int maxBodyBytes, Routes.Handler handler) {
      String address = "POST " + path;
      mount.post(path, seeing(address, roles), maxBodyBytes, cut(address, handler));
    }

    @Override
    public void upload(
        String path, Set<Role> roles, int maxBodyBytes, Path folder, Routes.Handler handler) {
      String address = "POST " + path;
      mount.upload(path, seeing(address, roles), maxBodyBytes, folder, cut(address, handler));
    }

    @Override
    public void guest(String path, Guest.Handler page, Guest.Handler form) {
      mount.guest(path, page, form);
    }

    @Override
    public void tunnel(String path, Set<Role> roles, Tunnel tunnel) {
      mount.tunnel(path, roles, tunnel);
    }
  }

  private Set<Role> seeing(String address, Set<Role> made) {
    List<SeenThing> shown = at(address);
    if (shown.isEmpty()) {
      return made;
    }
    Set<Role> seeing = EnumSet.noneOf(Role.class);
    made.stream()
        .filter(role -> shown.stream().anyMatch(thing -> thing.isShownTo(role, address)))
        .forEach(seeing::add);
    if (seeing.isEmpty()) {
      Problems problems = new Problems();
      problems.add(
          FILE.toString(),
          0,
          address,
          "is shown to nobody for whom the page was made",
          "give a role one of its fields, or take the address out");
      problems.throwIfAny();
    }
    return seeing;
  }

  private Routes.Handler cut(String address, Routes.Handler handler) {
    List<SeenThing> shown = at(address);
    return shown.isEmpty()
        ? handler
        : request ->
            switch (handler.handle(request)) {
              case Reply.Json(int status, Object value) ->
                  new Reply.Json(status, fields(address, shown, request).cut(value));
              case Reply.Fleeting(Object value) ->
                  new Reply.Fleeting(fields(address, shown, request).cut(value));
              // A page shows all fields of a thing or is shut: the reader of the file sees to it.
              case Reply.Page page -> page;
              case Reply.Bytes bytes -> bytes;
              case Reply.Download file -> file;
              case Reply.Media media -> media;
              case Reply.Redirect redirect -> redirect;
              case Reply.NoContent none -> none;
            };
  }

  private CutJson fields(String address, List<SeenThing> shown, Request request) {
    Set<Role> roles = request.principal().roles();
    if (roles.isEmpty()) {
      throw new Refusal(403, "Nobody without a role sees anything here.");
    }
    return new CutJson(address, shown, frame, roles);
  }
}
