package dev.foray.examples.cities;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;

/** A word and how often it occurs in the names of cities; written by {@link CityWords}. */
@Entity
@Table(name = "city_word")
public class CityWord {
  @Id String word;
  long n;

  /** For Hibernate. */
  protected CityWord() {
    this("", 0);
  }

  CityWord(String word, long n) {
    this.word = word;
    this.n = n;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%,7d  %s", n, word);
  }
}
