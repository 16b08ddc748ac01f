package org.hamroh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hamroh.web.AllDoors;
import org.hamroh.web.Role;
import org.hamroh.web.TestBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SeenIT {
  @TempDir private Path folder;

  @Test
  void walk() throws Exception {
    long t=System.nanoTime();
    try (SeenHouse house = new SeenHouse(folder)) {
      System.out.println("BOOT " + (System.nanoTime()-t)/1_000_000);
      Map<String, Set<String>> seen = new TreeMap<>();
      t=System.nanoTime();
      int n=0;
      for (Role role : Role.values()) {
        for (String door : AllDoors.names()) {
          if (!door.startsWith("GET ") || door.contains("/sip")) continue;
          TestBrowser b = door.contains("/api/") ? house.program(role) : house.people.get(role);
          for (String path : house.paths(door)) {
            var a = b.get(path); n++;
            if (a.statusCode() >= 500) System.out.println("PROBLEM " + path + " " + a.statusCode());
            if (a.statusCode() != 200) continue;
            for (var p : house.pieces) if (a.body().contains(p.word())) seen.computeIfAbsent(p.thing()+"."+p.field()+" "+door, k -> new TreeSet<>()).add(role.word()+" "+p.whose());
          }
        }
      }
      System.out.println("WALK " + n + " " + (System.nanoTime()-t)/1_000_000);
      seen.forEach((k,v) -> System.out.println("SEEN " + k + " " + v));
    }
  }
}
