package org.hamroh.web;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The doors of all rooms, as the rooms hang them up.
public final class AllDoors {

  private AllDoors() {}

  /// As the rule file calls them: `GET /api/v1/calls/{id}`.
  public static Set<String> names() {
    return list().stream().map(Doors.Door::name).collect(Collectors.toSet());
  }

  static List<Doors.Door> list() {
    Doors doors = new Doors(0);
    rooms().forEach(room -> made(room).mount(doors));
    return doors.inOrder();
  }

  private static List<? extends Class<?>> rooms() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.hamroh")
            .stream()
            .filter(type -> type.isAssignableTo(Routes.class) && !type.isInterface())
            .map(type -> type.reflect())
            .toList();
  }

  /// Mounting needs nothing of what a room works with.
  private static Routes made(Class<?> room) {
    try {
      Constructor<?> constructor = room.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      Object[] nothing =
          Arrays.stream(constructor.getParameterTypes()).map(AllDoors::nothing).toArray();
      return (Routes) constructor.newInstance(nothing);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(room + " cannot be made without its parts", e);
    }
  }

  private static Object nothing(Class<?> type) {
    if (type == String.class) {
      return "";
    }
    return type == List.class ? List.of() : type == Map.class ? Map.of() : null;
  }
}
