//! Prints the weather of the excursions of a month.

use std::env;
use std::error::Error;

/// The client of the calendar.
mod calendar {
    callsmith_runtime::include_client!("calendar");
}

/// The client of the weather service.
mod weather {
    callsmith_runtime::include_client!("weather");
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let calendar = calendar::Client::builder(&env::var("CALENDAR_URL")?).build()?;
    let weather = weather::Client::builder(&env::var("WEATHER_URL")?).build()?;
    for excursion in calendar.list_excursions("2027-05").await? {
        let people = excursion.people.unwrap_or_default();
        let sky = match weather.forecast(&excursion.place, &excursion.day).await {
            Ok(forecast) => format!("{} °C, rain {} %", forecast.degrees, forecast.rain),
            Err(error) if error.status().is_some_and(|status| status == 404) => "no forecast".to_owned(),
            Err(error) => return Err(error.into()),
        };
        println!("{}: {people} people to {}: {sky}", excursion.day, excursion.place);
    }
    Ok(())
}
