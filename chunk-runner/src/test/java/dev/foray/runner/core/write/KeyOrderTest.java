package dev.foray.runner.core.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyOrderTest {
  private record Day(int year, @Nullable String name, List<Integer> hours) {}

  private enum Size {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "a class of its own";
      }
    }
  }

  /** Says what it is by its text alone. */
  private static final class Label {
    private final String text;

    Label(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Whatever the order they come in, they go out in this one. */
  private static void inOrder(Object... keys) {
    List<Object> shuffled = new ArrayList<>(Arrays.asList(keys));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      shuffled.sort(new KeyOrder());
      assertThat(shuffled).containsExactly(keys);
    }
  }

  @Test
  void comparablesGoByTheirNaturalOrder() {
    inOrder(-3, 0, 7, 100);
    inOrder("B", "a", "ab", "b");
    inOrder(new BigDecimal("0.5"), new BigDecimal("10"));
    inOrder(Size.SMALL, Size.LARGE);
  }

  @Test
  void recordsGoByTheirComponents() {
    inOrder(
        new Day(2025, "z", List.of()),
        new Day(2026, null, List.of(9)),
        new Day(2026, "a", List.of(1)),
        new Day(2026, "a", List.of(1, 2)),
        new Day(2026, "a", List.of(3)),
        new Day(2026, "b", List.of()));
  }

  @Test
  void listsAndArraysGoByTheirElements() {
    inOrder(List.of(1), List.of(1, 2), List.of(2));
    inOrder(new Object[] {"a"}, new Object[] {"a", 1}, new Object[] {"b"});
  }

  @Test
  void bytesGoByTheirValues() {
    inOrder(new byte[] {1}, new byte[] {1, 2}, new byte[] {2});
  }

  @Test
  void keysOfSeveralClassesGoByTheClassesNames() {
    inOrder(5, 7L, "a");
  }

  @Test
  void anythingElseGoesByItsText() {
    inOrder(new Label("a"), new Label("b"), new Label("c"));
  }
}
