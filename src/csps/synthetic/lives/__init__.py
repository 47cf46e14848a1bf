"""How the borough's people live: households, circumstances, harm and help, week by week."""
